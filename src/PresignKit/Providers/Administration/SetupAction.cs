namespace PresignKit.Providers;

/// <summary>What to do if a part of a store's configuration is not as required.</summary>
public enum SetupAction
{
    /// <summary>Report it, and write nothing.</summary>
    Compare,

    /// <summary>Set it.</summary>
    Apply,
}
