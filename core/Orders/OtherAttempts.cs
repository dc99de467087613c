using System.Globalization;

namespace PayFunctions.Core.Orders;

/// <summary>
/// The attempts of an order beside the one on its face, as one text: a line each of number, <c>open</c> or
/// <c>closed</c>, channel, method and account. So an order stays one flat row and one value.
/// </summary>
internal static class OtherAttempts
{
    private const int Parts = 5;

    public static IReadOnlyList<OrderAttempt> Read(string? text)
    {
        if (string.IsNullOrEmpty(text)) return [];
        var attempts = new List<OrderAttempt>();
        foreach (var line in text.Split('\n'))
        {
            var parts = line.Split(' ', Parts); // The account comes last: it alone may hold spaces.
            attempts.Add(new(
                int.Parse(parts[0], CultureInfo.InvariantCulture), parts[2], parts[3], parts[4], parts[1] == "closed"));
        }

        return attempts;
    }

    public static string? Write(IEnumerable<OrderAttempt> attempts)
    {
        var text = string.Join('\n', attempts.OrderBy(one => one.Number).Select(Line));
        return text.Length == 0 ? null : text;
    }

    private static string Line(OrderAttempt one) => string.Create(
        CultureInfo.InvariantCulture,
        $"{one.Number} {(one.IsClosed ? "closed" : "open")} {one.Channel} {one.Method} {one.MerchantId}");
}
