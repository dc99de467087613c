using PayFunctions.Tests.Docs;

namespace PayFunctions.Tests.Core.Reconciliation;

/// <summary>Published bills, read in place; a test on data of our own stands beside each that skips without them.</summary>
internal static class Vectors
{
    public static byte[] Bytes(string provider, string name)
    {
        var path = Path.Combine(Repository.Root, "..", "shared", "protocols", "vectors", provider, name);
        Assert.SkipUnless(File.Exists(path), $"{path} is not here");
        return File.ReadAllBytes(path);
    }
}
