using System.CommandLine;
using System.Diagnostics;
using PayFunctions.Sandbox.Demo;
using PayFunctions.Sandbox.Demo.Crashes;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Commands;

/// <summary><c>crash</c>: SIGKILLs under a load in a world of its own; exit code 0 only when every order ended right.</summary>
internal static class CrashCommand
{
    private const int KillsOfAll = 50;
    private const int OrdersOfAll = 200;

    public static Command Create()
    {
        var kills = Count("--kills", "How often the app is killed.", KillsOfAll);
        var orders = Count("--orders", "How many orders there are under way, spread over the kills.", OrdersOfAll);
        var seed = new Option<int?>("--seed") { Description = "What decides the orders and the moments; random unless given." };
        var command = new Command("crash", "Kills the app again and again under a load, and holds what came of the orders.")
        {
            kills, orders, seed,
        };
        command.SetAction((given, cancellation) => RunAsync(
            new(given.GetValue(seed) ?? Random.Shared.Next(), given.GetValue(kills), given.GetValue(orders)), cancellation));
        return command;
    }

    private static Option<int> Count(string name, string description, int otherwise)
    {
        var count = new Option<int>(name) { Description = description, DefaultValueFactory = _ => otherwise };
        count.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<int>() < 1) given.AddError($"{name} must be 1 or more.");
        });
        return count;
    }

    private static async Task<int> RunAsync(CrashPlan plan, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        Console.WriteLine($"{plan}. Again: crash --seed {plan.Seed} --kills {plan.Kills.Count} --orders {plan.Orders.Count}");
        var world = await SandboxWorld.StartAsync(WorldPace.MinutesAsSeconds, Console.WriteLine, cancellation);
        var held = false;
        try
        {
            Console.WriteLine(await CrashMatrix.RunAsync(world, plan, Console.WriteLine, cancellation));
            held = true;
        }
        catch (ScenarioFailed e)
        {
            Console.WriteLine($"It did not hold, seed {plan.Seed}: {e.Message}");
        }
        finally
        {
            await world.DisposeAsync();
            if (held) world.DeleteFolder();
            else Console.WriteLine($"The app's log: {world.LogPath}");
            Console.WriteLine($"{watch.Elapsed.TotalSeconds:0} s.");
        }

        return held ? 0 : 1;
    }
}
