using System.Reflection;
namespace PresignKit.Explaining.Tests;

/// <summary>docs/troubleshooting.md has exactly one row for each code.</summary>
public class TroubleshootingPageTests
{
    [Fact]
    public void Page_EveryCode_HasARow()
    {
        var rows = RepositoryFiles.Read("docs/troubleshooting.md").Split('\n')
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('`')[1])
            .ToList();

        var codes = typeof(RefusalCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!).ToList();
        Assert.Equal(codes.Order(), rows.Order());
    }
}
