using System.Reflection;
using System.Text.RegularExpressions;
using Amazon.Runtime;
using Amazon.S3;
using Minio;
using PresignKit.Recipes.Tests.Hosting;

namespace PresignKit.Recipes.Tests.Moving;

/// <summary>docs/migrating.md mentions every public call and property for presigning of the two libraries, and nothing that they do not have.</summary>
public sealed partial class MigratingPageTests
{
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Assembly[] Libraries = [typeof(IAmazonS3).Assembly, typeof(AWSCredentials).Assembly, typeof(IMinioClient).Assembly];

    /// <summary>Where the bases of arguments end: what these have is not about presigning.</summary>
    private static readonly string[] Bases = ["AmazonWebServiceRequest", "AmazonWebServiceResponse", "Object", "Enum", "ValueType", "ConstantClass", "Args"];

    private static readonly string Page = RepositoryFiles.Read("docs/migrating.md");

    [Fact]
    public void Tables_EveryMemberOfBothLibraries_IsMentioned()
    {
        var members = Members();

        // Otherwise the reflection has missed something.
        Assert.Contains("IAmazonS3.GetPreSignedURL", members);
        Assert.Contains("GetPreSignedUrlRequest.VersionId", members);
        Assert.Contains("ContentLengthRangeCondition.MaximumLength", members);
        Assert.Contains("ResponseHeaderOverrides.ContentEncoding", members);
        Assert.Contains("HttpVerb.DELETE", members);
        Assert.Contains("RequestPayer.Requester", members);
        Assert.Contains("PresignedPutObjectArgs.WithHeaders", members);
        Assert.Contains("PostPolicy.SetKeyStartsWith", members);
        Assert.True(members.IsSubsetOf(Mentioned()), $"docs/migrating.md does not mention {string.Join(", ", members.Except(Mentioned()))}.");
    }

    [Fact]
    public void Tables_EveryMentionedMember_Exists() => Assert.True(
        Mentioned().IsSubsetOf(Members()), $"No library has {string.Join(", ", Mentioned().Except(Members()))}.");

    [Fact]
    public void Tables_EachMember_IsMentionedOnce() => Assert.Equal(
        [],
        Rows().SelectMany(row => Names(row.Before)).GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key));

    [Fact]
    public void Tables_EachRow_LeadsToCodeOrSaysWhyThereIsNone() => Assert.All(
        Rows(), row => Assert.Matches(@"\]\([^)]+\)|^Not (supported|needed): \S", row.After));

    [Fact]
    public void Code_EachMember_IsRunByATest()
    {
        var tests = RepositoryFiles.Read("tests/PresignKit.Recipes.Tests/Moving/MovingTests.cs");

        Assert.All(
            new[] { typeof(BeforeAndAfter), typeof(UploadsBeforeAndAfter) }.SelectMany(type => type.GetMethods(Own)),
            method => Assert.Contains($"{method.DeclaringType!.Name}.{method.Name}(", tests, StringComparison.Ordinal));
    }

    [Fact]
    public void Code_EachRegion_IsOnThePage()
    {
        foreach (var file in (string[])["BeforeAndAfter.cs", "UploadsBeforeAndAfter.cs"])
        {
            var path = $"tests/PresignKit.Recipes.Tests/Moving/{file}";
            Assert.All(
                Region().Matches(RepositoryFiles.Read(path)),
                region => Assert.Contains($"<!-- {path}#{region.Groups[1].Value} -->", Page, StringComparison.Ordinal));
        }
    }

    /// <summary>The rows of the two tables of members.</summary>
    private static List<(string Before, string After)> Rows() =>
    [
        .. Page[Page.IndexOf("## Every member of AWSSDK.S3", StringComparison.Ordinal)..].Split('\n')
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split(" | "))
            .Select(cells => (cells[0].TrimStart('|', ' '), cells[1].TrimEnd('|', ' '))),
    ];

    private static SortedSet<string> Mentioned() => new(Rows().SelectMany(row => Names(row.Before)), StringComparer.Ordinal);

    private static IEnumerable<string> Names(string cell) => Name().Matches(cell).Select(match => match.Groups[1].Value);

    /// <summary>
    /// The calls whose names contain "presign", the types in their signatures and of their properties, and what configures the clients. What is in a
    /// namespace named Internal is not for applications.
    /// </summary>
    private static SortedSet<string> Members()
    {
        var exported = Libraries.SelectMany(library => library.GetExportedTypes())
            .Where(type => type.Namespace?.Split('.').Contains("Internal") == false)
            .ToList();
        var members = new SortedSet<string>(StringComparer.Ordinal);
        var types = new HashSet<Type>();
        foreach (var call in exported.SelectMany(type => type.GetMethods(Own)).Where(method => IsPresigning(method.Name) && !IsImplementation(method)))
        {
            members.Add($"{call.DeclaringType!.Name}.{call.Name}");
            Visit(call);
        }

        foreach (var type in exported.Where(type => IsPresigning(type.Name)))
        {
            Add(type);
        }

        members.UnionWith(types.SelectMany(OfType));
        members.UnionWith(typeof(AmazonS3Config).GetProperties(Own).Where(property => property.CanWrite).Select(property => $"AmazonS3Config.{property.Name}"));
        members.UnionWith(typeof(MinioClientExtensions).GetMethods(Own)
            .Where(method => method.Name.StartsWith("With", StringComparison.Ordinal))
            .Select(method => $"{nameof(MinioClientExtensions)}.{method.Name}"));
        return members;

        void Visit(MethodInfo method)
        {
            Add(method.ReturnType);
            Array.ForEach(method.GetParameters(), parameter => Add(parameter.ParameterType));
        }

        void Add(Type type)
        {
            foreach (var argument in type.GetGenericArguments())
            {
                Add(argument);
            }

            // What the core library has in addition signs for every service, and is behind its calls.
            if (!exported.Contains(type) || type.Assembly == typeof(AWSCredentials).Assembly && !IsPresigning(type.Name) || !types.Add(type))
            {
                return;
            }

            foreach (var property in Properties(type))
            {
                Add(property.PropertyType);
            }

            foreach (var method in Methods(type))
            {
                Visit(method);
            }

            foreach (var derived in exported.Where(other => other.BaseType == type))
            {
                Add(derived);
            }
        }
    }

    private static IEnumerable<string> OfType(Type type)
    {
        var fields = type.GetFields(Own).Where(field => field.IsStatic).Select(field => field.Name);
        return fields
            .Concat(Properties(type).Select(property => property.Name))
            .Concat(IsConstant(type) ? [] : Methods(type).Select(method => method.Name))
            .Distinct(StringComparer.Ordinal)
            .Select(name => $"{type.Name}.{name}");
    }

    private static IEnumerable<PropertyInfo> Properties(Type type) => Levels(type).SelectMany(level => level.GetProperties(Own));

    private static IEnumerable<MethodInfo> Methods(Type type) => type.IsEnum
        ? []
        : Levels(type).SelectMany(level => level.GetMethods(level == type ? Own : Own & ~BindingFlags.Static)).Where(method => !method.IsSpecialName
            && method.GetBaseDefinition().DeclaringType != typeof(object)
            && !method.Name.StartsWith("IsSet", StringComparison.Ordinal));

    /// <summary>The type, and the bases that belong to it.</summary>
    private static IEnumerable<Type> Levels(Type type)
    {
        for (var level = type; level is not null && !Bases.Contains(level.Name); level = level.BaseType)
        {
            yield return level;
        }
    }

    private static bool IsConstant(Type type) => type.BaseType?.Name == "ConstantClass";

    private static bool IsPresigning(string name) => name.Contains("presign", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a class implements a call of an interface, which is mentioned instead.</summary>
    private static bool IsImplementation(MethodInfo method) => method.DeclaringType is { IsInterface: false } type
        && type.GetInterfaces().Any(face => face.GetMethods().Any(other => other.Name == method.Name));

    [GeneratedRegex("`(\\w+\\.\\w+)`")]
    private static partial Regex Name();

    [GeneratedRegex("// <recipe:([\\w-]+)>")]
    private static partial Regex Region();
}
