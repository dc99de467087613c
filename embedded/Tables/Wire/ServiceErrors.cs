using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using Azure.Core;

namespace Azure.Data.Tables.Wire;

/// <summary>Reads why the service refused: JSON from the tables, XML from the gate before them.</summary>
internal sealed class ServiceErrors : RequestFailedDetailsParser
{
    internal static readonly ServiceErrors Instance = new();

    public override bool TryParse(
        Response response,
        [NotNullWhen(true)] out ResponseError? error,
        out IDictionary<string, string>? data)
    {
        data = null;
        response.Headers.TryGetValue("x-ms-error-code", out var code);
        var (bodyCode, message) = ReadBody(response);
        error = code is null && bodyCode is null ? null : new ResponseError(bodyCode ?? code, message);
        return error is not null;
    }

    private static (string? Code, string? Message) ReadBody(Response response)
    {
        if (response.ContentStream is not MemoryStream { Length: > 0 }) return default;
        try
        {
            var body = response.Content.ToMemory();
            return body.Span.TrimStart("\uFEFF \r\n"u8)[0] == (byte)'<' ? ReadXml(response) : ReadJson(body);
        }
        catch (Exception e) when (e is JsonException or XmlException or IndexOutOfRangeException)
        {
            return default; // Some gateway's page: the status has to do.
        }
    }

    private static (string? Code, string? Message) ReadJson(ReadOnlyMemory<byte> body)
    {
        using var json = JsonDocument.Parse(body);
        if (json.RootElement.ValueKind != JsonValueKind.Object
            || !json.RootElement.TryGetProperty("odata.error", out var error)) return default;

        var code = error.TryGetProperty("code", out var stated) ? stated.GetString() : null;
        var message = error.TryGetProperty("message", out var said) && said.TryGetProperty("value", out var text)
            ? text.GetString()
            : null;
        return (code, message);
    }

    private static (string? Code, string? Message) ReadXml(Response response)
    {
        var root = XDocument.Parse(response.Content.ToString()).Root!;
        return (Child(root, "code"), Child(root, "message"));
    }

    private static string? Child(XElement root, string name) => root.Elements()
        .FirstOrDefault(child => child.Name.LocalName.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value;
}
