namespace PayFunctions.Core.Orders;

/// <summary>
/// When to ask about an order that nobody has told us about: often at first, then ever less, last at its expiry.
/// </summary>
/// <param name="First">From the start to the first wake.</param>
/// <param name="Growth">What each wait is multiplied by to give the next: 2 doubles it.</param>
/// <param name="Longest">What no wait exceeds, unless the order lives so long that the wakes would pass
/// <see cref="Most"/>.</param>
public sealed record PollPlan(TimeSpan First, double Growth, TimeSpan Longest)
{
    /// <summary>
    /// The most wakes of one order: it keeps an orchestration's history short whatever the settings say.
    /// </summary>
    public const int Most = 24;

    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(10);

    public static PollPlan Default { get; } = new(TimeSpan.FromSeconds(30), 2, TimeSpan.FromMinutes(10));

    /// <summary>
    /// The wakes after <paramref name="now"/>, rising; the last is the expiry itself. Empty once that has come.
    /// </summary>
    public IEnumerable<DateTimeOffset> Until(DateTimeOffset expiresAt, DateTimeOffset now)
    {
        var wait = First < Shortest ? Shortest : First;
        for (var left = Most; now < expiresAt; left--)
        {
            var rest = expiresAt - now;
            var step = Reaches(rest, wait, left) ? wait : rest / left; // Too long a life for the plan: spread evenly.
            now = step < rest ? now + step : expiresAt;
            yield return now;
            wait = Next(wait);
        }
    }

    /// <summary>Whether that many waits, grown as planned, cover what rests.</summary>
    private bool Reaches(TimeSpan rest, TimeSpan wait, int left)
    {
        for (; left > 0 && rest > TimeSpan.Zero; left--)
        {
            rest -= wait;
            wait = Next(wait);
        }

        return rest <= TimeSpan.Zero;
    }

    private TimeSpan Next(TimeSpan wait)
    {
        var growth = Growth > 1 ? Growth : 1; // NaN too.
        if (wait >= Longest) return wait;
        return wait > Longest / growth ? Longest : wait * growth;
    }
}
