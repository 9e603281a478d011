"""What `tilth.bench.kills` is made of: is anything lost or doubled when the server is killed?

target      a folder or a database of its own, and the server on it
client      somebody at the other end, who repeats what was not confirmed
company     the people who write
writers     what they write, and what they remember of it
findings    what is there in the end, compared with what they remember
"""
