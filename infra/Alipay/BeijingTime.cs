using System.Globalization;

namespace PayFunctions.Infra.Alipay;

/// <summary>Times as Alipay spells them: <c>2024-03-01 08:00:05</c>, at UTC+8 without saying so; a refund's may have
/// milliseconds.</summary>
internal static class BeijingTime
{
    private const string Seconds = "yyyy-MM-dd HH:mm:ss";
    private const int LengthMax = 23;

    private static readonly TimeSpan Offset = TimeSpan.FromHours(8);
    private static readonly string[] Forms = [Seconds, Seconds + ".f", Seconds + ".ff", Seconds + ".fff"];

    public static bool TryRead(ReadOnlySpan<byte> text, out DateTimeOffset time)
    {
        time = default;
        if (text.Length is < 19 or > LengthMax) return false;
        Span<char> chars = stackalloc char[LengthMax];
        for (var i = 0; i < text.Length; i++) chars[i] = (char)text[i];
        var form = text.Length == Seconds.Length ? 0 : text.Length - Seconds.Length - 1;
        if (!DateTime.TryParseExact(
            chars[..text.Length], Forms[form], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            return false;
        time = new(local, Offset);
        return true;
    }

    public static string Write(DateTimeOffset time) =>
        time.ToOffset(Offset).ToString(Seconds, CultureInfo.InvariantCulture);
}
