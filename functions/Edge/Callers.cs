using System.Security.Cryptography;
using System.Text;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Options;

namespace PayFunctions.Edge;

/// <summary>
/// Whose system a request comes from: its key's tenant; the function key alone speaks for <c>default</c>.
/// </summary>
public sealed class Callers(IOptions<TenantsOptions> options)
{
    public const string Header = "x-api-key";

    public const string Default = "default";

    private const int KeyBytesMax = 1024;

    private readonly (byte[] Hash, string Tenant)[] _known =
    [
        .. from tenant in options.Value.Keys
           from key in tenant.Value
           select (SHA256.HashData(Encoding.UTF8.GetBytes(key)), tenant.Key),
    ];

    /// <returns>Null when a key came that nobody has.</returns>
    public string? TenantOf(HttpRequestData request) =>
        request.Headers.NonValidated.TryGetValues(Header, out var values) ? TenantOf(values.ToString()) : Default;

    /// <summary>Every key is compared, as hashes: how long it takes tells nothing about them.</summary>
    public string? TenantOf(string key)
    {
        if (Encoding.UTF8.GetByteCount(key) > KeyBytesMax) return null;
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        string? found = null;
        foreach (var (known, tenant) in _known)
        {
            if (CryptographicOperations.FixedTimeEquals(hash, known)) found = tenant;
        }

        return found;
    }
}
