"""Groups form a tree. Gardening is inherited downwards, membership is not.

open        for whoever reads the parent; at the top, every employee
closed      whoever reads the parent sees name, purpose and gardeners; contents are for members
hidden      members, and gardeners of it or of a group above, know that it exists
audience    who reads a group's contents: the nearest closed or hidden group, itself included
petition    somebody asks to be let in, or was invited and has not said yes
"""
