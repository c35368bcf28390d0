"""The main job, shown on real parts: real workbooks, real HTTPS, a real journal; no real money."""
