"""A second reader of QR symbols, for those that zxing-cpp finds too far gone.

It works with grey values where zxing works with bits: every module keeps how sure it is, what glare has burnt out is
an erasure and not an error, and several frames of one symbol add up.
"""
