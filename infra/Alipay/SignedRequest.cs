using System.Text;

namespace PayFunctions.Infra.Alipay;

/// <summary>A request's parameters, signed: for a call of ours, for a page that the payer opens, or for the payer's
/// app.</summary>
/// <remarks>Signed is every parameter with a value except <c>sign</c>, sorted, before any encoding; sign_type is one of
/// them. Source: Alipay, "Sign a request by yourself".</remarks>
internal sealed class SignedRequest
{
    private const string Content = "biz_content";

    private readonly SortedDictionary<string, string> _parameters = new(StringComparer.Ordinal);
    private readonly string _sign;

    /// <param name="content">The biz_content: JSON.</param>
    /// <param name="isTrade">A payment: it names where the notification goes and where the payer goes.</param>
    public SignedRequest(AlipayApp app, string method, string content, DateTimeOffset now, bool isTrade = false)
    {
        Set("app_id", app.Id);
        Set("method", method);
        Set("format", "JSON");
        Set("charset", "utf-8");
        Set("sign_type", Rsa2Signer.Type);
        Set("timestamp", BeijingTime.Write(now));
        Set("version", "1.0");
        Set("app_cert_sn", app.CertificateSerial);
        Set("alipay_root_cert_sn", app.RootSerial);
        Set("notify_url", isTrade ? app.NotifyUrl : null);
        Set("return_url", isTrade ? app.ReturnUrl : null);
        Set("encrypt_type", app.Cipher is null ? null : ContentCipher.Type);
        Set(Content, app.Cipher?.Seal(content) ?? content);
        SignedText = string.Join('&', _parameters.Select(one => $"{one.Key}={one.Value}"));
        _sign = app.Signer.Sign(SignedText);
    }

    public string SignedText { get; }

    /// <summary>Everything, for a URL or an app: <c>app_id=…&amp;…&amp;sign=…</c>.</summary>
    public string Whole => Encode(_parameters.Append(new("sign", _sign)));

    /// <summary>The public parameters: they go into a call's query, so that the gateway knows the charset before it
    /// reads the body.</summary>
    public string Query => Encode(_parameters.Where(one => one.Key != Content).Append(new("sign", _sign)));

    /// <summary>The rest, for a call's body.</summary>
    public ReadOnlyMemory<byte> Body => Encoding.ASCII.GetBytes(Encode([new(Content, _parameters[Content])]));

    private void Set(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value)) _parameters.Add(name, value);
    }

    private static string Encode(IEnumerable<KeyValuePair<string, string>> parameters) =>
        string.Join('&', parameters.Select(one => $"{one.Key}={Uri.EscapeDataString(one.Value)}"));
}
