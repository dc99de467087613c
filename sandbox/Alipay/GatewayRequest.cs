using System.Text.Json;
using System.Web;
using Microsoft.AspNetCore.Http;

namespace PayFunctions.Sandbox.Alipay;

/// <summary>A request's parameters, out of query and body, decoded once.</summary>
internal sealed class GatewayRequest
{
    private readonly SortedDictionary<string, string> _parameters = new(StringComparer.Ordinal);

    public string this[string name] => _parameters.GetValueOrDefault(name, "");

    public string SignedText => string.Join(
        '&', _parameters.Where(one => one.Key != "sign" && one.Value.Length > 0).Select(one => $"{one.Key}={one.Value}"));

    public JsonElement? Content { get; private set; }

    public static GatewayRequest Of(params ReadOnlySpan<string> queries)
    {
        var request = new GatewayRequest();
        foreach (var query in queries)
        {
            var read = HttpUtility.ParseQueryString(query);
            foreach (var name in read.AllKeys)
            {
                if (name is not null) request._parameters[name] = read[name] ?? "";
            }
        }

        request.Content = ReadJson(request["biz_content"]);
        return request;
    }

    public static async Task<GatewayRequest> ReadAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        return Of(context.Request.QueryString.Value ?? "", body);
    }

    /// <summary>Whether the content is encrypted, and so is to be the answer.</summary>
    public bool IsEncrypted => this["encrypt_type"] == "AES";

    /// <summary>Opens an encrypted content; null content where it does not open.</summary>
    public void Open(AlipayApplication application)
    {
        if (IsEncrypted) Content = application.Open(this["biz_content"]) is { } opened ? ReadJson(opened) : null;
    }

    public string? Text(string name) =>
        Content is { } content && content.TryGetProperty(name, out var value) ? value.ToString() : null;

    private static JsonElement? ReadJson(string text)
    {
        try
        {
            return JsonDocument.Parse(text).RootElement is { ValueKind: JsonValueKind.Object } json ? json : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
