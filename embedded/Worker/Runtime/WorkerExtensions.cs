using System.Reflection;

namespace Microsoft.Azure.Functions.Worker.Runtime;

/// <summary>Finds the extensions among the assemblies that the app references.</summary>
internal static class WorkerExtensions
{
    public static IEnumerable<IWorkerExtension> Of(Assembly app)
    {
        foreach (var reference in app.GetReferencedAssemblies())
        {
            if (reference.Name?.StartsWith("PayFunctions.Embedded.", StringComparison.Ordinal) != true) continue;
            var named = Assembly.Load(reference).GetCustomAttribute<WorkerExtensionTypeAttribute>();
            if (named is null) continue;
            yield return (IWorkerExtension)Activator.CreateInstance(named.Type, nonPublic: true)!;
        }
    }
}
