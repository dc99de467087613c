namespace PayFunctions.Infra.Routing;

/// <summary>A planned time in which a channel takes no new orders.</summary>
public sealed class MaintenanceOptions
{
    /// <summary>Its first moment: <c>2026-12-01T02:00:00+08:00</c>.</summary>
    public DateTimeOffset? From { get; set; }

    /// <summary>The first moment after it.</summary>
    public DateTimeOffset? Until { get; set; }
}
