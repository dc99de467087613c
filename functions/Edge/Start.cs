using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace PayFunctions.Edge;

/// <summary>Runs the app. What stops its start is told in a line each, with what to do about it.</summary>
internal static class Start
{
    private const int Stopped = 1;

    public static async Task<int> RunAsync(Func<IHost> build)
    {
        try
        {
            using var host = build();
            // The host would check the settings too, but log the first of them with its stack.
            host.Services.GetService<IStartupValidator>()?.Validate();
            await host.RunAsync();
            return 0;
        }
        catch (Exception e) when (StartProblems.Of(e) is { Count: > 0 } problems)
        {
            foreach (var problem in problems) await Console.Error.WriteLineAsync(problem);
            return Stopped;
        }
    }
}
