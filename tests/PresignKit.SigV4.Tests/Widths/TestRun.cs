using System.Xml.Linq;

namespace PresignKit.SigV4.Tests.Widths;

/// <summary>The result of the tests in another process.</summary>
/// <param name="ExitCode">0 if all tests passed or were skipped.</param>
/// <param name="Output">Everything that it printed, including the messages of failures.</param>
/// <param name="Tests">All tests; empty if the process ended before it wrote a report.</param>
internal sealed record TestRun(int ExitCode, string Output, IReadOnlyList<TestRun.Test> Tests)
{
    public int Passed => Tests.Count(test => test.Result == "Pass");

    public static IReadOnlyList<Test> ReadReport(string path) => File.Exists(path)
        ? [.. XDocument.Load(path).Descendants("test").Select(test => new Test(
            (string)test.Attribute("type")!, (string)test.Attribute("result")!))]
        : [];

    public int PassedOf(Type type) => CountOf(type, "Pass");

    public int SkippedOf(Type type) => CountOf(type, "Skip");

    private int CountOf(Type type, string result) => Tests.Count(test => test.Type == type.FullName && test.Result == result);

    internal sealed record Test(string Type, string Result);
}
