using System.Globalization;
using System.Text;

namespace PayFunctions.Sandbox.WeChatPay;

/// <summary>What an <c>Authorization: WECHATPAY2-SHA256-RSA2048 …</c> header says.</summary>
internal sealed record RequestSignature(
    string MerchantId, string Nonce, string Timestamp, string SerialNumber, string Signature)
{
    private const string Scheme = "WECHATPAY2-SHA256-RSA2048 ";

    /// <summary>How far off a request's clock may be.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    public static RequestSignature? Read(string header)
    {
        if (!header.StartsWith(Scheme, StringComparison.Ordinal)) return null;
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in header[Scheme.Length..].Split(','))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var value = equals < 0 ? "" : part[(equals + 1)..].Trim();
            if (value.Length < 2 || value[0] != '"' || value[^1] != '"') return null;
            if (!fields.TryAdd(part[..equals].Trim(), value[1..^1])) return null;
        }

        return fields.TryGetValue("mchid", out var merchantId)
            && fields.TryGetValue("nonce_str", out var nonce)
            && fields.TryGetValue("timestamp", out var timestamp)
            && fields.TryGetValue("serial_no", out var serial)
            && fields.TryGetValue("signature", out var signature)
                ? new(merchantId, nonce, timestamp, serial, signature)
                : null;
    }

    /// <summary>Why the request is not the account's own word; null when it is.</summary>
    public string? Problem(MerchantAccount account, ReceivedRequest request, DateTimeOffset now)
    {
        if (!account.Has(SerialNumber)) return "the serial is not of this merchant's API certificate";
        if (Nonce.Length is 0 or > 32) return "nonce_str must have 1 to 32 characters";
        if (!long.TryParse(Timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || (now - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() >= Tolerance)
        {
            return "the timestamp is more than 5 minutes off";
        }

        var bytes = new byte[Signature.Length];
        return Convert.TryFromBase64String(Signature, bytes, out var length)
            && account.Signed(Message(request), bytes.AsSpan(0, length))
                ? null
                : "the signature does not match";
    }

    /// <summary>The five signed lines, built from what was received: target and body are taken as they came.</summary>
    public byte[] Message(ReceivedRequest request) =>
    [
        .. Encoding.UTF8.GetBytes($"{request.Method}\n{request.Target}\n{Timestamp}\n{Nonce}\n"),
        .. request.Body,
        (byte)'\n',
    ];
}
