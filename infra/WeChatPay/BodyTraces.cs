namespace PayFunctions.Infra.WeChatPay;

/// <summary>Looks for signs that something between WeChat Pay and us has parsed a body and written it again.</summary>
internal static class BodyTraces
{
    /// <summary>WeChat Pay sends compact JSON: a byte order mark, space at either end or around the punctuation is not
    /// its own.</summary>
    public static bool LooksRewritten(ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty) return true;
        if (body.StartsWith("\uFEFF"u8) || IsSpace(body[0]) || IsSpace(body[^1])) return true;
        return body.Length > 1 && IsSpace(body[1]) || body.IndexOf("\": "u8) >= 0 || body.IndexOf(", \""u8) >= 0;
    }

    private static bool IsSpace(byte value) => value is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';
}
