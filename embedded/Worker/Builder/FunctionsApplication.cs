using System.Reflection;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Where an app begins.</summary>
public class FunctionsApplication
{
    private protected FunctionsApplication() { }

    public static FunctionsApplicationBuilder CreateBuilder(string[] args) => new(
        args, Assembly.GetEntryAssembly() ?? throw new InvalidOperationException("There is no entry assembly."),
        Settings.ContentRoot.Find());
}
