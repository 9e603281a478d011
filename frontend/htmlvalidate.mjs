/* Which rules of html-validate the pages keep: all of its standard and of its accessibility ones,
 * but for those that ask for a way of writing where HTML leaves it free. */
export default {
  root: true,
  extends: ["html-validate:standard", "html-validate:a11y"],
  rules: {
    "no-inline-style": "error",
    // Ways of writing. Empty lines come from Django's templates, and titles are what people wrote.
    "no-trailing-whitespace": "off",
    "attribute-boolean-style": "off",
    "void-style": "off",
    "long-title": "off",
    // In a form a button sends it unless it says otherwise; each that does not is `type="button"`.
    "no-implicit-button-type": "off",
    // A search is sent by the Enter key, of phones too; its button would be one more stop for Tab.
    "wcag/h32": "off",
    // The palette's list is filtered while its field keeps the focus, which a <select> cannot.
    "prefer-native-element": ["error", { exclude: ["listbox"] }],
    // Django's radio buttons lie in their label and are named by it too.
    "no-redundant-for": "off",
    // A form with a name is a landmark, and so may bear one.
    "aria-label-misuse": ["error", { allowAnyNamable: true }],
  },
};
