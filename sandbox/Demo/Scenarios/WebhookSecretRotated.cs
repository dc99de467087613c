using PayFunctions.Sandbox.Merchant;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class WebhookSecretRotated : Scenario
{
    public override string Name => "webhook-secret-rotated";

    public override string Title => "The secret is replaced: first both are live, then the new one alone";

    public override string Expectation => "no message is refused by a receiver that knows the old, the new or both";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var before = world.Webhooks.Secrets[0];
        var after = WebhookEndpoint.NewSecret();

        Expect.Same("signed by, before", [0], await TellAsync(world, [before, after], cancellation));
        await world.RestartAppAsync(Secrets(after, before), cancellation);
        Expect.Same("signed by, to who knows the old", [0], await TellAsync(world, [before], cancellation));
        Expect.Same("signed by, to who knows the new", [0], await TellAsync(world, [after], cancellation));
        Expect.Same("signed by, to who knows both", [0, 1], await TellAsync(world, [after, before], cancellation));
        await world.RestartAppAsync([new("Webhooks__Secrets__0", after)], cancellation);
        Expect.Same("signed by, afterwards", [0], await TellAsync(world, [after, before], cancellation));

        world.Webhooks.Secrets = [before];
        await world.RestartAppAsync([], cancellation);
        return "old, both, new: each verified";
    }

    private static KeyValuePair<string, string>[] Secrets(string first, string second) =>
        [new("Webhooks__Secrets__0", first), new("Webhooks__Secrets__1", second)];

    /// <returns>Which of the receiver's secrets the first message verified by: one refused would not be the
    /// first.</returns>
    private static async Task<IEnumerable<int>> TellAsync(
        SandboxWorld world, string[] known, CancellationToken cancellation)
    {
        world.Webhooks.Secrets = known;
        var (_, address) = await world.CreateToldAndPaidAsync(cancellation);
        var told = (await world.TakenAsync(address, 1, cancellation))[0];
        Expect.Equal("signature", null, told.Problem);
        return told.SignedBy;
    }
}
