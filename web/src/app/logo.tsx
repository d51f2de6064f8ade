export function Logo() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden>
      <rect width="32" height="32" rx="6" fill="#1554C7" />
      <path d="M16 5.5 25 9v7c0 5.600-3.800 9.300-9 11-5.200-1.700-9-5.400-9-11V9z" fill="none" stroke="#fff" strokeWidth="2.200" strokeLinejoin="round" />
      <path d="M11.500 12h9M16 12v8M10.500 20h11" stroke="#fff" strokeWidth="2.200" strokeLinecap="round" />
    </svg>
  );
}
