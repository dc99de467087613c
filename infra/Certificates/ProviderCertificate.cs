using PayFunctions.Core.Certificates;

namespace PayFunctions.Infra.Certificates;

/// <summary>One certificate as a provider handed it out, checked.</summary>
/// <param name="RevokedAt">When an operator said that it is to be refused; null where nobody has.</param>
public sealed record ProviderCertificate(
    string Serial, DateTimeOffset NotBefore, DateTimeOffset NotAfter, string Pem, DateTimeOffset? SupersededAt = null,
    DateTimeOffset? RevokedAt = null)
{
    /// <summary>Its place in the vault: letters, digits and hyphens.</summary>
    public static string NameInVault(string account, string serial) =>
        $"{account.Replace('/', '-')}-{serial.ToUpperInvariant()}";
}
