using PayFunctions.Infra.Cryptography;

namespace PayFunctions.Infra.UnionPay;

/// <summary>A certificate that UnionPay signs with, led to a root once.</summary>
/// <param name="Text">The <c>signPubKeyCert</c> as it came.</param>
/// <param name="Life">Its own and its issuers': looked at each time.</param>
internal sealed record TrustedSigner(byte[] Text, SignatureKey Key, ChainLife Life)
{
    public bool Holds(DateTimeOffset now) => Life.NotBefore <= now && now <= Life.NotAfter;
}
