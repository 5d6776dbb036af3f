[
  inputs: ["{mix,.formatter}.exs", "{bench,bin,config,dev,lib,test}/**/*.{ex,exs}"],
  locals_without_parens: [parity: 2, parity: 3]
]
