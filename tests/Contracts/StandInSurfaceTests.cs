using PayFunctions.Tests.Contracts.Surface;

namespace PayFunctions.Tests.Contracts;

public class StandInSurfaceTests
{
    [Fact]
    public void Every_public_type_and_member_of_a_stand_in_is_the_genuine_packages_own()
    {
        var lists = StandIns.GenuineLists();
        if (lists is null) Assert.Skip("../shared/api, the lists of the genuine packages' signatures, is not here.");
        var genuine = GenuineSurface.Read(
            Directory.EnumerateFiles(lists, "*.txt").Order(StringComparer.Ordinal).SelectMany(File.ReadLines));

        var complaints = SurfaceCheck.Complaints(
            StandIns.Assemblies().SelectMany(assembly => assembly.GetExportedTypes()), genuine);

        Assert.True(complaints.Count == 0, string.Join(Environment.NewLine, complaints));
    }

    [Fact]
    public void There_is_a_stand_in_to_check() => Assert.NotEmpty(StandIns.Assemblies());
}
