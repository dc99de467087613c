namespace PayFunctions.Core.Routing;

/// <summary>Which route an order goes, and which it would have gone.</summary>
/// <param name="Route">Null: every channel that could serve it is in maintenance, or there is none.</param>
/// <param name="Preferred">The first by preference, were all channels up; null: there is none.</param>
/// <param name="Why">What keeps the preferred one from it.</param>
public sealed record RouteChoice(Route? Route, Route? Preferred, Availability Why)
{
    /// <summary>Whether it goes another way than it would have.</summary>
    public bool IsSwitched => Route is not null && Route != Preferred;
}
