namespace PayFunctions.Flows;

/// <summary>When an orchestration wakes that asks about something until that has ended: ever less often.</summary>
internal static class WakePlan
{
    /// <summary>The most wakes, whatever the settings say: a history is no place to live in.</summary>
    private const int WakesMax = 400;

    /// <param name="atOnce">Whether the first wake is now.</param>
    public static IEnumerable<DateTime> Of(
        DateTime now, bool atOnce, double firstSeconds, double growth, double longestSeconds, double giveUpAfterSeconds)
    {
        var last = now.AddSeconds(giveUpAfterSeconds);
        if (atOnce) yield return now;
        var wait = firstSeconds;
        for (var left = WakesMax; left > 0 && now < last; left--)
        {
            now = now.AddSeconds(wait);
            wait = Math.Min(wait * growth, longestSeconds);
            yield return now;
        }
    }
}
