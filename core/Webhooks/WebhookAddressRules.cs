using System.Net;

namespace PayFunctions.Core.Webhooks;

/// <summary>
/// Which addresses webhooks may go to: merchants name them, and they must be nobody's way into our network.
/// </summary>
/// <remarks>
/// What a name resolves to is known only when it is connected to; that is where each address is looked at again.
/// </remarks>
public static class WebhookAddressRules
{
    /// <summary>The longest that WeChat Pay takes of a notify_url; ours is held to the same.</summary>
    public const int Longest = 255;

    private static readonly string[] OwnNames = ["localhost", "local", "internal", "localdomain", "home.arpa"];

    /// <param name="allowPrivate">For a sandbox: loopback and private addresses, by plain HTTP too.</param>
    /// <returns>The rule that the address breaks, and how; null when it keeps them all.</returns>
    public static string? Problem(string address, bool allowPrivate)
    {
        if (address.Length > Longest) return Broken("web-address", $"it has more than {Longest} characters");
        if (!IsPlain(address) || !Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
            return Broken("web-address", "it is not a whole address such as https://shop.example/webhooks");
        if (uri.Scheme != Uri.UriSchemeHttps && !(allowPrivate && uri.Scheme == Uri.UriSchemeHttp))
            return Broken("https-only", $"{uri.Scheme} is not taken");
        if (NamesUser(address))
            return Broken("no-user-info", "it names a user or a password");
        if (uri.Fragment.Length > 0) return Broken("no-fragment", "it has a part after #");
        return HostProblem(uri, allowPrivate);
    }

    /// <summary>Whether webhooks may be sent to such an address.</summary>
    /// <param name="allowPrivate">Metadata, link-local and multicast addresses stay forbidden even so.</param>
    public static bool MayGoTo(AddressKind kind, bool allowPrivate) => kind switch
    {
        AddressKind.Public => true,
        AddressKind.Loopback or AddressKind.Private or AddressKind.UniqueLocal => allowPrivate,
        AddressKind.CarrierGrade => allowPrivate,
        AddressKind.LinkLocal or AddressKind.Metadata or AddressKind.Multicast or AddressKind.Reserved => false,
    };

    private static string? HostProblem(Uri uri, bool allowPrivate)
    {
        if (IPAddress.TryParse(uri.IdnHost, out var address))
        {
            var kind = Addresses.KindOf(address);
            return MayGoTo(kind, allowPrivate) ? null : Broken("public-address", $"{address} is {Words(kind)}");
        }

        var name = uri.IdnHost.TrimEnd('.');
        if (allowPrivate || !IsOwn(name)) return null;
        return Broken("public-address", $"{name} is a name inside a network, not on the internet");
    }

    private static bool IsOwn(string name) =>
        !name.Contains('.', StringComparison.Ordinal) || OwnNames.Any(own =>
            name.Equals(own, StringComparison.OrdinalIgnoreCase)
            || name.EndsWith($".{own}", StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// Written as it is meant: no spaces, no control characters, no backslash that some read as a slash.
    /// </summary>
    private static bool IsPlain(string address)
    {
        foreach (var c in address)
        {
            if (char.IsControl(c) || char.IsWhiteSpace(c) || c == '\\') return false;
        }

        return address.Contains("://", StringComparison.Ordinal);
    }

    /// <summary>Also an empty one, which the parsed address no longer shows.</summary>
    private static bool NamesUser(string address)
    {
        var authority = address.AsSpan(address.IndexOf("://", StringComparison.Ordinal) + 3);
        var end = authority.IndexOfAny('/', '?', '#');
        return (end < 0 ? authority : authority[..end]).Contains('@');
    }

    private static string Words(AddressKind kind) => kind switch
    {
        AddressKind.Public => "a public address",
        AddressKind.Loopback => "a loopback address",
        AddressKind.Private => "a private address",
        AddressKind.UniqueLocal => "a unique-local address",
        AddressKind.CarrierGrade => "an address inside a carrier's network",
        AddressKind.LinkLocal => "a link-local address",
        AddressKind.Metadata => "a cloud's metadata address",
        AddressKind.Multicast => "a multicast address",
        AddressKind.Reserved => "a reserved address",
    };

    private static string Broken(string rule, string how) => $"breaks the rule {rule}: {how}";
}
