using System.Security.Cryptography;
using System.Text;
using System.Web;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Options;

namespace PayFunctions.Edge;

/// <summary>Who is behind a function key, where the settings know it as somebody's own.</summary>
public sealed class People(IOptions<ConsoleOptions> options)
{
    private const string Header = "x-functions-key";
    private const string InQuery = "code";

    private readonly (byte[] Hash, Person Person)[] _known =
    [
        .. from one in options.Value.People
           select (Hash(one.Value.Key), new Person(one.Key, one.Value.Role, one.Value.Tenant)),
    ];

    /// <summary>The host has let the key in; this only tells whose it is. Either place where it may stand counts.</summary>
    /// <returns>Null: a key of the app's, that no person is known by.</returns>
    internal Person? Of(HttpRequestData request)
    {
        if (_known.Length == 0) return null;
        return Of(request.Header(Header)) ?? Of(HttpUtility.ParseQueryString(request.Url.Query)[InQuery]);
    }

    /// <summary>Every key is compared, as hashes: how long it takes tells nothing about them.</summary>
    private Person? Of(string? key)
    {
        if (string.IsNullOrEmpty(key)) return null;
        var hash = Hash(key);
        Person? found = null;
        foreach (var (known, person) in _known)
        {
            if (CryptographicOperations.FixedTimeEquals(hash, known)) found = person;
        }

        return found;
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
