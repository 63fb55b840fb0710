namespace PresignKit;

/// <summary>The promises that a policy can make about a slot, to name those that may go unenforced.</summary>
[Flags]
public enum GuaranteeKinds
{
    /// <summary>No promise.</summary>
    None = 0,

    /// <summary>The object has the declared size, or lies between the policy's limits.</summary>
    Size = 1,

    /// <summary>The object is stored with the accepted content type.</summary>
    ContentType = 2,

    /// <summary>The object's bytes have the declared checksum.</summary>
    Checksum = 4,

    /// <summary>The slot cannot replace an object that is already there, not even one it uploaded itself.</summary>
    WriteOnce = 8,

    /// <summary>The slot reaches its own key and no other object, neither to read nor to write it.</summary>
    Isolation = 16,
}
