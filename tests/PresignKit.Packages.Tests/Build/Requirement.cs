namespace PresignKit.Packages.Tests.Build;

/// <summary>Tests that cannot run say so and are skipped, unless <c>PRESIGNKIT_TEST_REQUIRE</c> has <c>packages</c>.</summary>
internal static class Requirement
{
    public static void Check(string? unavailable)
    {
        if (unavailable is null)
            return;
        var required = Environment.GetEnvironmentVariable("PRESIGNKIT_TEST_REQUIRE") ?? "";
        if (required.Split(',', StringSplitOptions.TrimEntries).Contains("packages"))
            Assert.Fail(unavailable);
        else
            Assert.Skip(unavailable);
    }
}
