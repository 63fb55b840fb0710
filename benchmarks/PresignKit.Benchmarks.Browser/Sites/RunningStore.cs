using PresignKit.S3;

namespace PresignKit.Benchmarks.Browser.Sites;

/// <summary>A store that was started before, such as by eng/ceph-suite.sh, which prints the variables that describe it.</summary>
internal sealed record RunningStore(string Name, string Endpoint, string AccessKeyId, string SecretAccessKey, StoreProfile Profile)
{
    /// <summary>Reads ENDPOINT, ACCESS_KEY and SECRET_KEY. Uploads in parts need a Ceph that refuses unsigned headers.</summary>
    public static RunningStore FromEnvironment(string name) =>
        new(name, Variable("ENDPOINT"), Variable("ACCESS_KEY"), Variable("SECRET_KEY"), S3Profiles.CephPatched);

    private static string Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value
        ? value
        : throw new InvalidOperationException($"The variable {name} is not set. Start the store with: eval \"$(SUITE=forky eng/ceph-suite.sh start)\"");
}
