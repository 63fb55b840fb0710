using System.Text.RegularExpressions;
using PresignKit.AspNetCore.Problems;
using PresignKit.AspNetCore.Startup;

namespace PresignKit.AspNetCore.Tests.Documentation;

/// <summary>The code that the documentation shows is the code of this folder, which compiles and runs.</summary>
public sealed partial class DocumentedCodeTests
{
    [Theory]
    [InlineData("src/PresignKit.AspNetCore/README.md", "MediaApplication.cs")]
    [InlineData("docs/endpoints.md", "MediaApplicationTests.cs")]
    public void Page_Code_IsTheCodeThatRuns(string page, string file)
    {
        var repository = Repository();
        var code = Read(Path.Combine(repository, "tests", "PresignKit.AspNetCore.Tests", "Documentation", file));
        var shown = code[(code.IndexOf(";\n\n", code.IndexOf("namespace ", StringComparison.Ordinal), StringComparison.Ordinal) + 3)..];

        Assert.Contains(shown, Read(Path.Combine(repository, page)), StringComparison.Ordinal);
    }

    /// <summary>With the interface itself and the object key, an application that takes uploads names six types.</summary>
    [Fact]
    public void Interface_MethodsForUploads_NameFourTypes()
    {
        var named = from method in typeof(IPresignKitApplication).GetMethods()
                    where RegisteredApplication.UploadMethods.Contains(method.Name)
                    from type in method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType.GetGenericArguments()[0])
                    where type != typeof(CancellationToken)
                    select type.Name;

        Assert.Equal(
            [nameof(UploadDecision), nameof(UploadTicket), nameof(UploadVerdict), nameof(VerifiedObject)],
            named.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void EndpointsPage_Failures_AreTheCodesOfTheCatalog()
    {
        var page = Read(Path.Combine(Repository(), "docs", "endpoints.md"));
        var table = page[page.IndexOf("## Failures", StringComparison.Ordinal)..].Split("\n\n")[1];
        var named = Code().Matches(table).Select(match => match.Groups[1].Value).Where(ProblemCatalog.Contains);
        var all = from type in (Type[])[typeof(ErrorCodes), typeof(PlaylistErrorCodes), typeof(EndpointErrorCodes)]
                  from field in type.GetFields()
                  select (string)field.GetRawConstantValue()! into code
                  where ProblemCatalog.Contains(code)
                  select code;

        Assert.Equal(all.Order(StringComparer.Ordinal), named.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void EndpointErrorCodes_All_AreInTheCatalog() =>
        Assert.All(typeof(EndpointErrorCodes).GetFields(), field => Assert.True(ProblemCatalog.Contains((string)field.GetRawConstantValue()!)));

    [GeneratedRegex("`([a-z-]+)`")]
    private static partial Regex Code();

    private static string Read(string path) => File.ReadAllText(path).ReplaceLineEndings("\n");

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "PresignKit.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("No folder above the tests contains PresignKit.sln.");
    }
}
