using Microsoft.Azure.Functions.Worker.Http;

namespace PayFunctions.Edge;

/// <summary>Whether a body is said to be what the door takes.</summary>
internal static class ContentTypes
{
    private const string Header = "Content-Type";

    /// <summary>Who says nothing is believed: the body is read strictly anyway. What a browser sends unasked (forms, plain text) is JSON to nobody.</summary>
    public static bool Fits(HttpRequestData request, string wanted) =>
        request.Header(Header) is not { Length: > 0 } said || Fits(said, wanted);

    public static bool Fits(ReadOnlySpan<char> said, string wanted)
    {
        var end = said.IndexOf(';');
        var type = (end < 0 ? said : said[..end]).Trim();
        return type.Equals(wanted, StringComparison.OrdinalIgnoreCase)
            || (wanted == ProviderDoor.Json && type.StartsWith("application/", StringComparison.OrdinalIgnoreCase)
                && type.EndsWith("+json", StringComparison.OrdinalIgnoreCase));
    }
}
