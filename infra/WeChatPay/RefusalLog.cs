using Microsoft.Extensions.Logging;

namespace PayFunctions.Infra.WeChatPay;

/// <summary>One log line a refusal, worded so that the famous confusions end at it.</summary>
internal static class RefusalLog
{
    public static void Write(ILogger log, string merchantId, RefusalReason reason, string? serial, TimeSpan? skew)
    {
        var (code, anchor) = (RefusalReasons.Code(reason), RefusalReasons.Anchor(reason));
        switch (reason)
        {
            case RefusalReason.SignatureProbe: Log.Probe(log, Printable(merchantId), anchor); break;
            case RefusalReason.StaleTimestamp:
                Log.RefusedStale(log, merchantId, code, skew?.TotalSeconds, anchor);
                break;
            case RefusalReason.MerchantSerialUsed:
                Log.MerchantSerialUsed(log, merchantId, code, Printable(serial), anchor);
                break;
            case RefusalReason.WrongKeyMode: Log.WrongKeyMode(log, merchantId, code, Printable(serial), anchor); break;
            case RefusalReason.BodyAltered: Log.BodyAltered(log, merchantId, code, anchor); break;
            default: Log.Refused(log, Printable(merchantId), code, Printable(serial), anchor); break;
        }
    }

    /// <summary>What a stranger sent goes into the log short and in one line.</summary>
    private static string Printable(string? text)
    {
        const int CharsMax = 64;
        if (string.IsNullOrEmpty(text)) return "-";
        return string.Create(Math.Min(text.Length, CharsMax), text, static (chars, from) =>
        {
            for (var i = 0; i < chars.Length; i++)
                chars[i] = char.IsAsciiLetterOrDigit(from[i]) || from[i] == '_' ? from[i] : '?';
        });
    }
}
