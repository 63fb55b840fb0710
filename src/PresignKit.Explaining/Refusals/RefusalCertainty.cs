namespace PresignKit.Explaining;

/// <summary>How sure a finding is. The numbers are in order, the surest first.</summary>
public enum RefusalCertainty
{
    /// <summary>The store said so, the request says so itself, or recomputing the signature gave the one in the URL.</summary>
    Proven = 0,

    /// <summary>Everything known fits, and another cause would be a coincidence.</summary>
    Likely = 1,

    /// <summary>It fits, and so do other causes.</summary>
    Possible = 2,

    /// <summary>It catches the eye and is not the cause.</summary>
    Harmless = 3,
}
