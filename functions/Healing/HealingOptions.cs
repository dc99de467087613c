namespace PayFunctions.Healing;

/// <summary>Settings <c>Healing:*</c>: how what fell through is looked for; when is <c>Schedules:HealLostCallbacks</c>.</summary>
public sealed class HealingOptions
{
    public const string Section = "Healing";

    /// <summary>Orchestrations that were begun before that are no longer looked at: longer than anything lives.</summary>
    public TimeSpan LooksBack { get; set; } = TimeSpan.FromDays(60);

    /// <summary>How long a run keeps others out that died.</summary>
    public TimeSpan LeaseFor { get; set; } = TimeSpan.FromMinutes(4);
}
