namespace PresignKit.Providers;

/// <summary>What to do about a part of a store's set-up that is not as required.</summary>
public enum SetupAction
{
    /// <summary>Say so; nothing is written.</summary>
    Compare,

    /// <summary>Set it, where it is not.</summary>
    Apply,
}
