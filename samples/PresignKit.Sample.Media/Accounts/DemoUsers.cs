namespace PresignKit.Sample.Media.Accounts;

/// <summary>The two users of the demo. A real application has its own accounts; PresignKit only needs to know who is signed in.</summary>
internal static class DemoUsers
{
    public static IReadOnlyDictionary<string, string> Names { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["demo-a"] = "Demo A",
        ["demo-b"] = "Demo B",
    };
}
