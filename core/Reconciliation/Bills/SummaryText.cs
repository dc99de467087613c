using System.Globalization;

namespace PayFunctions.Core.Reconciliation.Bills;

/// <summary>A value of a bill's summary against what its lines add up to.</summary>
internal static class SummaryText
{
    /// <summary>Providers print one number as <c>3</c>, <c>45.0</c> or <c>5.30</c>, and sums of fees rounded to 2 decimals.</summary>
    /// <param name="sum">In units of the scale.</param>
    /// <returns>What disagrees, or null.</returns>
    public static string? Check(string text, long sum, int scale, string name)
    {
        var plain = text.Trim().TrimStart('`');
        if (!decimal.TryParse(plain, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var told))
            return $"'{plain}' is no number";
        var ours = sum / (decimal)Math.Pow(10, scale);
        if (told == ours || (scale > 2 && told == Math.Round(ours, Math.Max((int)told.Scale, 2), MidpointRounding.AwayFromZero)))
            return null;
        return string.Create(CultureInfo.InvariantCulture, $"the summary tells {told} of '{name}', and its lines make {ours}");
    }
}
