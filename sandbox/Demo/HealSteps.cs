using PayFunctions.Sandbox.Merchant;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo;

/// <summary>The steps that the scenarios of healing are made of.</summary>
internal static class HealSteps
{
    /// <summary>Reads the order until it tells of its first heal; exactly one may have been told of.</summary>
    public static async Task<HealView> UntilHealedAsync(
        this SandboxWorld world, string orderId, string kind, CancellationToken cancellation)
    {
        var order = await OrderSteps.UntilAsync(
            $"a heal of {orderId}",
            () => world.ReadAsync(orderId, cancellation),
            order => order.Heals is { Length: > 0 },
            order => order.State,
            cancellation);
        Expect.Equal("heals", 1, order.Heals!.Length);
        var heal = order.Heals[0];
        Expect.Equal("what was healed", kind, heal.Kind);
        Expect.True("the engine's word as evidence", heal.Evidence.StartsWith("Failed at ", StringComparison.Ordinal), heal);
        return heal;
    }
}
