using System.Collections.Concurrent;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PayFunctions.Reconciliation;

namespace PayFunctions.Tests.Functions.Reconciliation;

[Collection(nameof(DayCollection))]
public class StepsTwiceTests(DayFixture fixture)
{
    private static readonly string[] Steps =
    [
        nameof(FetchBill), nameof(AdvanceRun.BillsAreArchived), nameof(DealBucket), nameof(DealBill),
        nameof(DealAccount), nameof(DealCarried),
        nameof(PairShards), nameof(CompareShard), nameof(PlanDay), nameof(AdvanceRun.DayIsPlanned), nameof(RepairSome),
        nameof(SettleDay),
    ];

    /// <summary>The death of a process after a step's effect and before its answer: the engine then takes it again.</summary>
    [Fact]
    public async Task A_run_whose_every_step_dies_after_its_effect_ends_as_any_other()
    {
        var deaths = new Deaths(Steps);
        await using var world = await fixture.StartAsync(also: app =>
        {
            app.Services.AddSingleton(deaths);
            app.UseWhen<DyingSteps>(_ => true);
        });
        for (var i = 0; i < 5; i++) world.Both(100 + i);
        var (unheard, rounded) = (world.There(777), world.Both(5000));
        await world.WriteAsync();
        await world.WriteOrdersAsync(unheard);
        world.WeChat.EditBills = lines => lines.Select(line => line.OutTradeNo == rounded.Order.OutTradeNo ? line with { Amount = 5001 } : line);

        var run = await world.ReconcileAsync();

        Assert.True(run.GetProperty("state").GetString() == "Settled", run.ToString());
        Assert.Equal((2, 2, 0), (
            run.GetProperty("found").GetProperty("differences").GetInt32(), run.GetProperty("repaired").GetInt32(),
            run.GetProperty("left").GetProperty("differences").GetInt32()));
        Assert.Empty(deaths.Left);
        Assert.Equal(["payment"], await KindsAsync(world, unheard.Order.Key.OrderId));
        Assert.Equal(["payment", "adjustment"], await KindsAsync(world, rounded.Order.Key.OrderId));
    }

    private static async Task<string[]> KindsAsync(DayWorld world, string orderId) =>
        [.. (await world.App.GetAsync($"orders/{orderId}/ledger")).Json.GetProperty("postings").EnumerateArray()
            .Select(one => one.GetProperty("kind").GetString()!)];

    internal sealed class Deaths(IEnumerable<string> steps)
    {
        private readonly ConcurrentDictionary<string, bool> _left = new(steps.ToDictionary(step => step, _ => true));

        public ICollection<string> Left => _left.Keys;

        public bool DiesIn(string step) => _left.TryRemove(step, out _);
    }

    internal sealed class DyingSteps(Deaths deaths) : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            await next(context);
            if (deaths.DiesIn(context.FunctionDefinition.Name)) throw new IOException("The process died here.");
        }
    }
}
