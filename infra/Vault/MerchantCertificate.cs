namespace PayFunctions.Infra.Vault;

/// <summary>One version of a merchant certificate with its private key. Whoever has it disposes of it.</summary>
/// <param name="Serial">Upper-case hex digits, as the certificate has it.</param>
/// <param name="PrivateKey">PKCS#8, DER.</param>
/// <param name="Certificate">DER; nothing of it is secret.</param>
public sealed record MerchantCertificate(
    MerchantCertificateVersion Version, string Serial, SecretBytes PrivateKey, byte[] Certificate) : IDisposable
{
    public void Dispose() => PrivateKey.Dispose();

    /// <summary>Nothing of the key.</summary>
    public override string ToString() => $"{Version.Name} {Version.Version}, serial {Serial}";
}
