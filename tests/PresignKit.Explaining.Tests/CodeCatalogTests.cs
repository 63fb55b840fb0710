using System.Globalization;
using System.Text.RegularExpressions;

namespace PresignKit.Explaining.Tests;

/// <summary>The catalogs of stable codes have one style, and a string means the same in all of them.</summary>
public sealed partial class CodeCatalogTests
{
    private static readonly string[] Catalogs =
    [
        "src/PresignKit.AspNetCore/EndpointErrorCodes.cs", "src/PresignKit.Cli/Errors/CommandCodes.cs", "src/PresignKit.Client/UploadErrorCodes.cs",
        "src/PresignKit.CloudFront/CloudFrontErrorCodes.cs",
        "src/PresignKit.Explaining/Refusals/RefusalCodes.cs", "src/PresignKit/Errors/ErrorCodes.cs",
        "src/PresignKit/Errors/PlaylistErrorCodes.cs",
        "src/PresignKit/Providers/Administration/FindingCodes.cs",
    ];

    /// <summary>The strings that are in more than one catalog, and the one thing that each of them means.</summary>
    private static readonly Dictionary<string, string> Shared = new()
    {
        ["access-key-unknown"] = "The store does not know the access key: found by a check, or by explaining a refusal.",
        ["bucket-not-found"] = "The bucket does not exist: for an operation, for a check, or for a refused URL.",
        ["checksum-mismatch"] = "The bytes do not have the declared checksum: found on completion, or by the store when they were sent.",
        ["clock-skewed"] = "The store's clock and the signer's differ too much.",
        ["credentials-expired"] = "The store's credentials have expired: for an operation or for a check.",
        ["object-not-found"] = "The object does not exist: for an operation or for a refused URL.",
        ["region-mismatch"] = "The bucket is in another region: for an operation, for a check, or for a refused URL.",
        ["region-unknown"] = "The store does not say in which region the bucket is: for an operation or for a check.",
        ["secret-key-wrong"] = "The secret is not that of the access key: found by a check, or by explaining a refusal.",
        ["settings-invalid"] = "Settings cannot be used: those of an application, or those of the tool.",
        ["store-busy"] = "The store is overloaded or failed: for an operation, for a check, or for a refused URL.",
        ["too-large"] = "The upload is larger than allowed, by the upload policy or by the store.",
        ["too-small"] = "The upload is smaller than allowed, by the upload policy or by the store.",
    };

    [Fact]
    public void Catalogs_OfTheSources_AreAllTested()
    {
        var root = Path.Combine(RepositoryFiles.Root, "src");
        var found = Directory.EnumerateFiles(root, "*Codes.cs", SearchOption.AllDirectories)
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
            .Where(file => StringConstant().IsMatch(File.ReadAllText(file)))
            .Select(file => "src/" + Path.GetRelativePath(root, file).Replace(Path.DirectorySeparatorChar, '/'));

        Assert.Equal(Catalogs, found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Codes_OfAllCatalogs_HaveOneStyle() => Assert.Empty(Catalogs.SelectMany(file => FindFaults(RepositoryFiles.Read(file))));

    [Theory]
    [InlineData("/// <summary>Is documented.</summary>\npublic const string TooLarge = \"too-large\";")]
    [InlineData("/// <summary>\n/// Is documented.\n/// </summary>\npublic const string SignatureVersion2 = \"signature-version-2\";")]
    public void FindFaults_CodeInStyle_FindsNone(string source) => Assert.Empty(FindFaults(source));

    [Theory]
    [InlineData("public const string TooLarge = \"too-large\";")]
    [InlineData("/// <summary></summary>\npublic const string TooLarge = \"too-large\";")]
    [InlineData("/// <summary>Is documented.</summary>\npublic const string TooLarge = \"too-Large\";")]
    [InlineData("/// <summary>Is documented.</summary>\npublic const string TooLarge = \"too_large\";")]
    [InlineData("/// <summary>Is documented.</summary>\npublic const string TooBig = \"too-large\";")]
    public void FindFaults_CodeOutOfStyle_FindsIt(string source) => Assert.Single(FindFaults(source));

    [Fact]
    public void Codes_InSeveralCatalogs_AreThoseWithOneMeaning()
    {
        var all = Catalogs.SelectMany(file => Read(RepositoryFiles.Read(file)).Select(code => code.Value)).ToList();

        var repeated = all.GroupBy(value => value).Where(group => group.Count() > 1).Select(group => group.Key);

        Assert.Equal(Shared.Keys.Order(StringComparer.Ordinal), repeated.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Codes_WithinOneCatalog_AreUnique() => Assert.All(Catalogs, file =>
    {
        var values = Read(RepositoryFiles.Read(file)).Select(code => code.Value).ToList();

        Assert.NotEmpty(values);
        Assert.Equal(values.Distinct(), values);
    });

    private static IEnumerable<string> FindFaults(string source)
    {
        foreach (var (name, value, documentation) in Read(source))
        {
            if (!Words().IsMatch(value))
            {
                yield return $"{name}: '{value}' is not in lower-case words joined by '-'.";
            }
            else if (name != string.Concat(value.Split('-').Select(word => char.ToUpper(word[0], CultureInfo.InvariantCulture) + word[1..])))
            {
                yield return $"{name} is not named after its string, '{value}'.";
            }

            if (documentation.Length == 0)
            {
                yield return $"{name} has no documentation.";
            }
        }
    }

    private static IEnumerable<(string Name, string Value, string Documentation)> Read(string source) => StringConstant().Matches(source)
        .Select(match => (
            match.Groups["name"].Value,
            match.Groups["value"].Value,
            match.Groups["documentation"].Value.Replace("///", "", StringComparison.Ordinal).Trim()));

    [GeneratedRegex(
        """(///\s*<summary>(?<documentation>(?:(?!</summary>)[\s\S])*)</summary>\s*)?(?:public|internal) const string (?<name>\w+)\s*=\s*"(?<value>[^"]*)";""")]
    private static partial Regex StringConstant();

    [GeneratedRegex("^[a-z]+(-[a-z0-9]+)*$")]
    private static partial Regex Words();
}
