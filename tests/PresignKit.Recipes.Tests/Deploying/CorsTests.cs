using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.Recipes.Tests.Hosting;
using PresignKit.Testing.Ceph;

namespace PresignKit.Recipes.Tests.Deploying;

/// <summary>The CORS rules of docs/recipes/deploying.md are those that the application of docs/recipes/getting-started.md needs.</summary>
public sealed class CorsTests
{
    private const string Variable = "PRESIGNKIT_WRITE_DOCS";
    private const string RulesFile = "tests/PresignKit.Recipes.Tests/Deploying/bucket-cors.json";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task BucketCors_GettingStarted_IsWhatTheStoreSetUpAsksFor()
    {
        CephServer.Require();
        await using var ceph = await CephServer.StartAsync();
        using var account = new CephAccount(ceph);
        await account.CreateBucketAsync();
        await using var factory = new WebApplicationFactory<Program>();
        await using var application = factory.WithWebHostBuilder(builder => builder
            .UseEnvironment("Production")
            .UseSetting("PresignKit:Stores:media:Endpoint", ceph.Endpoint)
            .UseSetting("PresignKit:Stores:media:Region", "us-east-1")
            .UseSetting("PresignKit:Stores:media:Profile", "aws")    // the requests that slots at Amazon S3 need
            .UseSetting("PresignKit:Stores:media:AccessKeyId", ceph.AccessKey)
            .UseSetting("PresignKit:Stores:media:SecretAccessKey", ceph.Secret));
        var setup = application.Services.GetRequiredService<IStoreSetup>();

        var missing = await setup.CompareCorsAsync(cancellationToken: Cancellation);

        Assert.Equal(SetupStatus.Missing, missing.Status);
        var rules = JsonNode.Parse(missing.Configuration!);
        if (Environment.GetEnvironmentVariable(Variable) == "1")
        {
            var text = rules!.ToJsonString(Indented).ReplaceLineEndings("\n") + "\n";
            await File.WriteAllTextAsync(Path.Combine(RepositoryFiles.Root, RulesFile), text, Cancellation);
        }

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(RepositoryFiles.Read(RulesFile)), rules), $"{RulesFile} differs from what is needed: {rules}");
        Assert.Equal(SetupStatus.Changed, (await setup.EnsureCorsAsync(cancellationToken: Cancellation)).Status);
        Assert.Equal(SetupStatus.Sufficient, (await setup.CompareCorsAsync(cancellationToken: Cancellation)).Status);
    }
}
