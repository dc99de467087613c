using System.Globalization;

namespace Azure.Data.Tables.Wire;

/// <summary>Writes values the way a filter spells them, so that none can end its literal early.</summary>
internal static class FilterLiterals
{
    internal static string Fill(FormattableString filter)
    {
        var arguments = filter.GetArguments();
        var literals = new object[arguments.Length];
        for (var i = 0; i < literals.Length; i++) literals[i] = Of(arguments[i]);
        return string.Format(CultureInfo.InvariantCulture, filter.Format, literals);
    }

    private static string Of(object? value) => value switch
    {
        string text => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
        bool truth => truth ? "true" : "false",
        int number => number.ToString(CultureInfo.InvariantCulture),
        long number => number.ToString(CultureInfo.InvariantCulture) + "L",
        double number => Double(number),
        Guid guid => $"guid'{guid}'",
        DateTimeOffset time => Time(time.UtcDateTime),
        DateTime time => Time(time.ToUniversalTime()),
        byte[] bytes => $"X'{Convert.ToHexString(bytes)}'",
        null => throw new ArgumentException("A filter cannot compare with null: tables have no such value."),
        _ => throw new ArgumentException($"A filter has no literal for {value.GetType()}."),
    };

    private static string Time(DateTime utc) => $"datetime'{utc.ToString("O", CultureInfo.InvariantCulture)}'";

    // Without a point or an exponent the service would take it for an integer.
    private static string Double(double number)
    {
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        return double.IsFinite(number) && text.AsSpan().IndexOfAny('.', 'E') < 0 ? text + ".0" : text;
    }
}
