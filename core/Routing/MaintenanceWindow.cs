namespace PayFunctions.Core.Routing;

/// <summary>A planned time in which a channel takes no new orders.</summary>
/// <param name="From">Its first moment.</param>
/// <param name="Until">The first moment after it.</param>
public readonly record struct MaintenanceWindow(DateTimeOffset From, DateTimeOffset Until)
{
    public bool Covers(DateTimeOffset now) => From <= now && now < Until;
}
