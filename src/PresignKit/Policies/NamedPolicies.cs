namespace PresignKit.Policies;

/// <summary>Policies by name, while they are being configured.</summary>
internal static class NamedPolicies
{
    /// <summary>Names of policies ignore letter case, as keys of configuration do: otherwise "Default" would be another policy.</summary>
    public static StringComparer Comparer => StringComparer.OrdinalIgnoreCase;

    /// <summary>The options of a policy, which are added if they do not exist yet.</summary>
    public static T GetOrAdd<T>(IDictionary<string, T> policies, string name)
        where T : new()
    {
        if (!policies.TryGetValue(name, out var policy))
        {
            policies[name] = policy = new();
        }

        return policy;
    }

    /// <summary>The configured download policies, and the one that always exists.</summary>
    public static IEnumerable<KeyValuePair<string, DownloadPolicyOptions>> WithDefault(IDictionary<string, DownloadPolicyOptions> policies) =>
        policies.ContainsKey(DownloadRequest.DefaultPolicy) ? policies : policies.Append(new(DownloadRequest.DefaultPolicy, new()));
}
