using PayFunctions.Core.Certificates;

namespace PayFunctions.Infra.Certificates;

/// <summary>One certificate as a provider handed it out, checked.</summary>
public sealed record ProviderCertificate(
    string Serial, DateTimeOffset NotBefore, DateTimeOffset NotAfter, string Pem, DateTimeOffset? SupersededAt = null)
{
    /// <summary>Its place in the vault: letters, digits and hyphens.</summary>
    public static string NameInVault(string account, string serial) =>
        $"{account.Replace('/', '-')}-{serial.ToUpperInvariant()}";
}
