"""Live updates: one websocket per tab, over which names and ids come, never content.

tell        say that something happened; every process passes it on to the sockets it holds
reach       who of those connected is to hear of it, asked at the moment of sending
hub         the sockets of this process
"""
